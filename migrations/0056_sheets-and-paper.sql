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
CREATE TABLE "export_profile_versions" (
	"profile_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"profile" jsonb NOT NULL,
	"by_account_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "export_profile_versions_profile_id_version_pk" PRIMARY KEY("profile_id","version")
);
--> statement-breakpoint
CREATE TABLE "export_profiles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"ended_at" timestamp with time zone
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
CREATE TABLE "import_choices" (
	"agency_id" uuid NOT NULL,
	"key" text NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_choices_agency_id_key_pk" PRIMARY KEY("agency_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_lines" (
	"import_id" uuid NOT NULL,
	"at" integer NOT NULL,
	"key" text NOT NULL,
	"cells" text NOT NULL,
	CONSTRAINT "import_lines_import_id_at_pk" PRIMARY KEY("import_id","at")
);
--> statement-breakpoint
CREATE TABLE "import_people" (
	"import_id" uuid NOT NULL,
	"key" text NOT NULL,
	"first_at" integer NOT NULL,
	"lines" integer NOT NULL,
	"said" text NOT NULL,
	"confidence" text NOT NULL,
	"fault" text,
	"person_id" uuid,
	"candidates" jsonb NOT NULL,
	CONSTRAINT "import_people_import_id_key_pk" PRIMARY KEY("import_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_sources" (
	"agency_id" uuid NOT NULL,
	"source" text NOT NULL,
	"version" integer NOT NULL,
	"columns" jsonb NOT NULL,
	"by_account_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_sources_agency_id_source_version_pk" PRIMARY KEY("agency_id","source","version")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"section" text NOT NULL,
	"state" text NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"format" text NOT NULL,
	"source" text NOT NULL,
	"header_at" integer NOT NULL,
	"names" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"lines" integer NOT NULL,
	"untidy" integer NOT NULL,
	"has_formulas" boolean NOT NULL,
	"batch_id" uuid,
	"by_account_id" uuid NOT NULL,
	"acting_for" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_numbers" (
	"roc_year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_templates" (
	"agency_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "certificate_templates_agency_id_kind_version_pk" PRIMARY KEY("agency_id","kind","version")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"template_version" integer NOT NULL,
	"purpose" text NOT NULL,
	"texts" text NOT NULL,
	"state" text NOT NULL,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"number" text,
	"token" text,
	"issued_day" date,
	"masked_name" text,
	"signed_text" text,
	"signature" "bytea",
	"sealed_by" uuid,
	"sealed_for" uuid,
	"sealed_at" timestamp with time zone,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	"revoke_reason" text,
	CONSTRAINT "certificates_number_unique" UNIQUE("number"),
	CONSTRAINT "certificates_token_unique" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "evidence_one_home";--> statement-breakpoint
DROP INDEX "locks_one_active";--> statement-breakpoint
DROP INDEX "batches_unapplied";--> statement-breakpoint
ALTER TABLE "locks" ADD COLUMN "row_id" uuid;--> statement-breakpoint
ALTER TABLE "locks" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "tried" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "scan" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_id_evidence_id_fk" FOREIGN KEY ("id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_people" ADD CONSTRAINT "disclosure_people_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_people" ADD CONSTRAINT "disclosure_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_profile_versions" ADD CONSTRAINT "export_profile_versions_profile_id_export_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."export_profiles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_profiles" ADD CONSTRAINT "export_profiles_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "made_file_pieces" ADD CONSTRAINT "made_file_pieces_file_id_made_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."made_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "made_files" ADD CONSTRAINT "made_files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "made_files" ADD CONSTRAINT "made_files_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_choices" ADD CONSTRAINT "import_choices_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_choices" ADD CONSTRAINT "import_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_people" ADD CONSTRAINT "import_people_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_people" ADD CONSTRAINT "import_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_templates" ADD CONSTRAINT "certificate_templates_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_prepared_by_accounts_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_sealed_by_accounts_id_fk" FOREIGN KEY ("sealed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_revoked_by_accounts_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photos_person" ON "photos" USING btree ("person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "photos_one_current" ON "photos" USING btree ("person_id") WHERE "photos"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "disclosure_people_person" ON "disclosure_people" USING btree ("person_id","made_at","disclosure_id");--> statement-breakpoint
CREATE INDEX "disclosures_made" ON "disclosures" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "disclosures_unfetched" ON "disclosures" USING btree ("made_at") WHERE "disclosures"."left_at" is null;--> statement-breakpoint
CREATE INDEX "disclosures_profile" ON "disclosures" USING btree ("profile_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "export_profiles_name" ON "export_profiles" USING btree ("agency_id","name") WHERE "export_profiles"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "made_files_account" ON "made_files" USING btree ("account_id","asked_at");--> statement-breakpoint
CREATE INDEX "made_files_to_make" ON "made_files" USING btree ("asked_at") WHERE "made_files"."state" in ('asked', 'making');--> statement-breakpoint
CREATE INDEX "made_files_ends" ON "made_files" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "import_lines_key" ON "import_lines" USING btree ("import_id","key","at");--> statement-breakpoint
CREATE INDEX "imports_digest" ON "imports" USING btree ("agency_id","digest");--> statement-breakpoint
CREATE INDEX "imports_old" ON "imports" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "imports_batch" ON "imports" USING btree ("batch_id") WHERE "imports"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "certificates_person" ON "certificates" USING btree ("person_id","prepared_at","id");--> statement-breakpoint
CREATE INDEX "certificates_agency" ON "certificates" USING btree ("agency_id","prepared_at","id");--> statement-breakpoint
CREATE INDEX "assignments_title" ON "assignments" USING btree ("title");--> statement-breakpoint
CREATE INDEX "assignments_unit" ON "assignments" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "evidence_held" ON "evidence" USING btree ("added_at") WHERE "evidence"."scan" = 'held';--> statement-breakpoint
CREATE UNIQUE INDEX "locks_one_active" ON "locks" USING btree ("person_id","kind",coalesce("row_id"::text, "section", '')) WHERE "locks"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "batches_unapplied" ON "batches" USING btree ("at") WHERE "batches"."state" in ('draft', 'checking', 'checked');--> statement-breakpoint
ALTER TABLE "locks" ADD CONSTRAINT "locks_fields" CHECK (("locks"."row_id" is null) = ("locks"."fields" is null));--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_one_home" CHECK (num_nonnulls("evidence"."sealed", "evidence"."outside_id") = case when "evidence"."scan" = 'infected' then 0 else 1 end);--> statement-breakpoint
-- by hand: the names of all agencies in their order
CREATE INDEX "assignments_directory" ON "assignments" USING btree ("folded" COLLATE "zh_strokes","id") INCLUDE ("agency_id","from_day","until_day");
