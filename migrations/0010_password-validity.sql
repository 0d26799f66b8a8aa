ALTER TABLE "accounts" ADD COLUMN "password_reminded" date;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "password_days" integer;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "password_days_since" date;