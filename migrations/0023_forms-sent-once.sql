CREATE TABLE "sent_forms" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"content" text NOT NULL,
	"url" text NOT NULL,
	"sealed_page" "bytea",
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sent_forms" ADD CONSTRAINT "sent_forms_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;