CREATE TABLE "past_passwords" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "password_reminded" date;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "password_days" integer;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "password_days_since" date;--> statement-breakpoint
ALTER TABLE "past_passwords" ADD CONSTRAINT "past_passwords_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "past_passwords_account" ON "past_passwords" USING btree ("account_id");