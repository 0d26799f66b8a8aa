CREATE TABLE "record_looks" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"before" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "record_looks" ADD CONSTRAINT "record_looks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;