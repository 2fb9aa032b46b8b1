export { handle, handleError } from '#web/handle.ts';
