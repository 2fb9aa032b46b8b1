import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The address of a file that the build made: beside the source, whoever asks. */
export const builtFile = (name: string): string =>
	pathToFileURL(path.resolve(import.meta.dirname, '../../build', name)).href;
