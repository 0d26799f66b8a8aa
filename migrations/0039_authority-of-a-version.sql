ALTER TABLE "record_versions" ADD COLUMN "authority" text;--> statement-breakpoint
ALTER TABLE "record_versions" ADD COLUMN "authority_day" date;--> statement-breakpoint
ALTER TABLE "record_versions" ADD COLUMN "authority_number" text;