CREATE TABLE "phone_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sealed_body" text NOT NULL,
	"heard_at" timestamp with time zone NOT NULL,
	"refusal" jsonb,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "pkcs1" "bytea";--> statement-breakpoint
CREATE INDEX "phone_requests_expiry" ON "phone_requests" USING btree ("expires_at");