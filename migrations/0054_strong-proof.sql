ALTER TABLE "agencies" ADD COLUMN "strong_proof" text DEFAULT 'if-possible' NOT NULL;--> statement-breakpoint
CREATE INDEX "saved_forms_account" ON "saved_forms" USING btree ("account_id");