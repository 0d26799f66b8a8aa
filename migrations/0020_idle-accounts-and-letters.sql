ALTER TABLE "accounts" ADD COLUMN "idle_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "letter_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notices_at" ON "notices" USING btree ("at");