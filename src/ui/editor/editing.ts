/** Everything that is loaded once somebody writes, as one piece. */
export { ownStep } from './own-step.ts';
export { pendingUploads } from './pending-uploads.ts';
export { startEditor } from './start-editor.ts';
