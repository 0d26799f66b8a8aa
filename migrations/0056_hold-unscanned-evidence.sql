ALTER TABLE "evidence" DROP CONSTRAINT "evidence_one_home";--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "scan" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
CREATE INDEX "evidence_held" ON "evidence" USING btree ("added_at") WHERE "evidence"."scan" = 'held';--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_one_home" CHECK (num_nonnulls("evidence"."sealed", "evidence"."outside_id") = case when "evidence"."scan" = 'infected' then 0 else 1 end);