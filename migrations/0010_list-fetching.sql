ALTER TABLE "installation" ADD COLUMN "lists_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "lists_tried_at" timestamp with time zone;