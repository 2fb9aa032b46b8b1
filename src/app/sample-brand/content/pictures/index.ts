import { kitchen } from './kitchen.ts';
import { outdoors } from './outdoors.ts';
import type { SamplePicture } from '../types.ts';
import { workshop } from './workshop.ts';

/** Every picture of the sample. */
export const pictures: readonly SamplePicture[] = [...outdoors, ...kitchen, ...workshop];
