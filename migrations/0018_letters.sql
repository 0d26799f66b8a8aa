ALTER TABLE "notices" ADD COLUMN "letter_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notices_at" ON "notices" USING btree ("at");