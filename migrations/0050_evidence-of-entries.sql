ALTER TABLE "evidence" ALTER COLUMN "correction_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ALTER COLUMN "round" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "record_versions" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "row_id" uuid;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "row_version" integer;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "for_hr" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_version" FOREIGN KEY ("row_id","row_version") REFERENCES "public"."record_versions"("row_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_batch" ON "evidence" USING btree ("batch_id") WHERE "evidence"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "evidence_row" ON "evidence" USING btree ("row_id","row_version") WHERE "evidence"."row_id" is not null;--> statement-breakpoint
CREATE INDEX "evidence_unclaimed" ON "evidence" USING btree ("added_by","added_at") WHERE num_nonnulls("evidence"."correction_id", "evidence"."batch_id", "evidence"."row_id") = 0;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_one_owner" CHECK (num_nonnulls("evidence"."correction_id", "evidence"."batch_id", "evidence"."row_id") <= 1);