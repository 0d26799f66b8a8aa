ALTER TABLE "credentials" ADD COLUMN "last_four" text;--> statement-breakpoint
CREATE INDEX "credentials_last_four" ON "credentials" USING btree ("issuer_family","last_four");