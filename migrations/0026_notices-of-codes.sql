-- pages that are shown once more after a double click name their view, whose name has changed: where it led to counts
UPDATE "sent_forms" SET "sealed_page" = NULL;--> statement-breakpoint
-- what HR hands out is a code; nobody is invited by the program
UPDATE "notices" SET "text" = 'notice.code-not-sent' WHERE "text" = 'notice.invitation-not-sent';
