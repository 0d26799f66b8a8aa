CREATE TABLE "departures" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"until_before" date,
	"rows" jsonb NOT NULL,
	"entered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;