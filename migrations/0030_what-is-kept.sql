CREATE INDEX "notices_read" ON "notices" USING btree ("read_at") WHERE "notices"."read_at" is not null;--> statement-breakpoint
CREATE INDEX "activations_made" ON "activations" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "recoveries_made" ON "recoveries" USING btree ("created_at");