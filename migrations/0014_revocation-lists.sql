ALTER TABLE "revocation_lists" ALTER COLUMN "number" SET DATA TYPE numeric(49);--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "lists_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "lists_tried_at" timestamp with time zone;