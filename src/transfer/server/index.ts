export { askRun, AskRun, stopRun } from '#transfer/server/commands/ask-run.ts';
export { takeRun } from '#transfer/server/commands/take-run.ts';
export { runImport, type Ended, type Progress } from '#transfer/server/import/run-import.ts';
export { carryOn, letGoOfRun, waitForRun } from '#transfer/server/jobs/carry-on.ts';
export { findFormer } from '#transfer/server/queries/find-former.ts';
export { listRuns } from '#transfer/server/queries/list-runs.ts';
export { listFindings, readRun } from '#transfer/server/queries/read-run.ts';
export { findingsCsv } from '#transfer/server/findings-csv.ts';
export { repeatRun } from '#transfer/server/commands/repeat-run.ts';
export {
	discardIncoming,
	incomingFolder,
	keepIncoming,
	largestUpload,
	tooLarge,
	listIncoming,
	type IncomingFile,
} from '#transfer/server/incoming.ts';
export { workerName } from '#transfer/server/silence.ts';
export { exportSite, type Exported } from '#transfer/server/export/export-site.ts';
export { forgetExport } from '#transfer/server/commands/forget-export.ts';
export { askExport, takeExportFile } from '#transfer/server/commands/ask-export.ts';
export { keepExports, letGoOfExport, waitForExport } from '#transfer/server/jobs/keep-exports.ts';
export { listExports } from '#transfer/server/queries/list-exports.ts';
