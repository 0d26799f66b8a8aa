CREATE TABLE "evidence_outside" (
	"id" uuid PRIMARY KEY NOT NULL,
	"home" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evidence" ALTER COLUMN "sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "outside_id" uuid;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_outside_id_evidence_outside_id_fk" FOREIGN KEY ("outside_id") REFERENCES "public"."evidence_outside"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_outside_id_unique" UNIQUE("outside_id");--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_one_home" CHECK (("evidence"."sealed" is null) <> ("evidence"."outside_id" is null));