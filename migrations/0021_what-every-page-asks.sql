CREATE INDEX "activations_account" ON "activations" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "agencies_hr_parent" ON "agencies" USING btree ("hr_parent_id");--> statement-breakpoint
CREATE INDEX "agencies_second_reviewer" ON "agencies" USING btree ("second_reviewer_id") WHERE "agencies"."second_reviewer_id" is not null;--> statement-breakpoint
CREATE INDEX "mail_confirmations_account" ON "mail_confirmations" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "role_grants_agency" ON "role_grants" USING btree ("agency_id");