CREATE TABLE "disclosure_people" (
	"disclosure_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"without" jsonb,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosure_people_disclosure_id_person_id_pk" PRIMARY KEY("disclosure_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"agency_id" uuid,
	"profile_id" uuid,
	"profile_version" integer,
	"account_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	"by_role" text NOT NULL,
	"acting_for_name" text,
	"purpose" text NOT NULL,
	"recipients" text NOT NULL,
	"verb" text NOT NULL,
	"fields" jsonb NOT NULL,
	"count" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "made_file_pieces" (
	"file_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "made_file_pieces_file_id_place_pk" PRIMARY KEY("file_id","place")
);
--> statement-breakpoint
CREATE TABLE "made_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"agency_id" uuid,
	"acting_for" uuid,
	"purpose" text NOT NULL,
	"recipients" text NOT NULL,
	"sealed_asked" "bytea" NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer NOT NULL,
	"why" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp with time zone,
	"asked_at" timestamp with time zone NOT NULL,
	"sealed_name" "bytea",
	"media" text,
	"size" integer,
	"pieces" integer,
	"made_at" timestamp with time zone,
	"ends_at" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "disclosure_people" ADD CONSTRAINT "disclosure_people_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_people" ADD CONSTRAINT "disclosure_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "made_file_pieces" ADD CONSTRAINT "made_file_pieces_file_id_made_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."made_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "made_files" ADD CONSTRAINT "made_files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "made_files" ADD CONSTRAINT "made_files_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_people_person" ON "disclosure_people" USING btree ("person_id","made_at","disclosure_id");--> statement-breakpoint
CREATE INDEX "disclosures_profile" ON "disclosures" USING btree ("profile_id","made_at");--> statement-breakpoint
CREATE INDEX "disclosures_unfetched" ON "disclosures" USING btree ("made_at") WHERE "disclosures"."left_at" is null;--> statement-breakpoint
CREATE INDEX "made_files_account" ON "made_files" USING btree ("account_id","asked_at");--> statement-breakpoint
CREATE INDEX "made_files_to_make" ON "made_files" USING btree ("asked_at") WHERE "made_files"."state" in ('asked', 'making');--> statement-breakpoint
CREATE INDEX "made_files_ends" ON "made_files" USING btree ("ends_at");