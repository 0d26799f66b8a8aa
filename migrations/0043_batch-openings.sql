CREATE TABLE "batch_openings" (
	"account_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "batch_openings_account_id_batch_id_pk" PRIMARY KEY("account_id","batch_id")
);
--> statement-breakpoint
ALTER TABLE "batch_openings" ADD CONSTRAINT "batch_openings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_openings" ADD CONSTRAINT "batch_openings_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_openings_batch" ON "batch_openings" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "batches_unapplied" ON "batches" USING btree ("at") WHERE "batches"."state" in ('draft', 'checked');