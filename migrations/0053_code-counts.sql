CREATE TABLE "code_counts" (
	"table_id" text PRIMARY KEY NOT NULL,
	"codes" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"counted_at" timestamp with time zone,
	"use" jsonb
);
--> statement-breakpoint
ALTER TABLE "code_counts" ADD CONSTRAINT "code_counts_table_id_code_tables_id_fk" FOREIGN KEY ("table_id") REFERENCES "public"."code_tables"("id") ON DELETE no action ON UPDATE no action;