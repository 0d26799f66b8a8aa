ALTER TABLE "spent_nonces" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "spent_nonces" ADD COLUMN "led_to" text;--> statement-breakpoint
ALTER TABLE "spent_nonces" ADD COLUMN "account_id" uuid;