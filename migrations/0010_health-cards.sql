CREATE TABLE "health_cards" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"number_hash" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"bound_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"retire_reason" text
);
--> statement-breakpoint
ALTER TABLE "health_cards" ADD CONSTRAINT "health_cards_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "health_cards_binding" ON "health_cards" USING btree ("number_hash") WHERE "health_cards"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "health_cards_account" ON "health_cards" USING btree ("account_id");