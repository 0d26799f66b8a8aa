-- what HR hands out is a code; nobody is invited by the program
UPDATE "notices" SET "text" = 'notice.code-not-sent' WHERE "text" = 'notice.invitation-not-sent';
