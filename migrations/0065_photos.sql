CREATE TABLE "photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by_account_id" uuid NOT NULL,
	"acting_for" uuid,
	"by_agency_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"end_reason" text
);
--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_id_evidence_id_fk" FOREIGN KEY ("id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photos_person" ON "photos" USING btree ("person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "photos_one_current" ON "photos" USING btree ("person_id") WHERE "photos"."ended_at" is null;