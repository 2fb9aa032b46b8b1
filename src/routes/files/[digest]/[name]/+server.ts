import { answerDownload } from '#web/answer-download.ts';

/** A file that readers may take away, as far as they may read what offers it. */
export const GET = answerDownload;
