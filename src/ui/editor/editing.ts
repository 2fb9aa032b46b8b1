/** Everything that is loaded once somebody writes, as one piece. */
export { actionsOn } from './editor-actions.ts';
export { ownStep } from './own-step.ts';
export { placingFiles } from './placing-files.ts';
export { textOf } from './same-text.ts';
export { startEditor } from './start-editor.ts';
export { toolState } from './tool.ts';
export { typedContent } from './typed-content.ts';
