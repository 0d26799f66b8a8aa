ALTER TABLE "record_findings" ADD COLUMN "exempt_reason" text;--> statement-breakpoint
ALTER TABLE "record_findings" ADD COLUMN "exempt_version" integer;--> statement-breakpoint
ALTER TABLE "record_findings" ADD COLUMN "exempt_by" uuid;--> statement-breakpoint
ALTER TABLE "record_findings" ADD COLUMN "exempt_at" timestamp with time zone;