CREATE INDEX "assignments_title" ON "assignments" USING btree ("title");--> statement-breakpoint
CREATE INDEX "assignments_unit" ON "assignments" USING btree ("unit");--> statement-breakpoint
-- by hand: the names of all agencies in their order
CREATE INDEX "assignments_directory" ON "assignments" USING btree ("folded" COLLATE "zh_strokes","id") INCLUDE ("agency_id","from_day","until_day");
