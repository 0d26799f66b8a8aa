ALTER TABLE "component_settings" ADD COLUMN "exceptions" text[] DEFAULT '{"1.3.1"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "component_settings" ADD COLUMN "health_download" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "component_settings" ADD COLUMN "health_sha256" text DEFAULT '' NOT NULL;