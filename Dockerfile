FROM node:24-bookworm-slim

# the first process takes in what others leave behind, which Node does not
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/personnel-desk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

# a volume is made with the owner that its folder has here
RUN install -d -o node -g node -m 0700 /var/lib/personnel-desk
VOLUME /var/lib/personnel-desk
USER node
ENV HOST=0.0.0.0 DATA_DIR=/var/lib/personnel-desk/data KEYS_FILE=/var/lib/personnel-desk/keys
EXPOSE 3000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "server/start.js", "main"]
