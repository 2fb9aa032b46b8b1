import { answerPicture } from '#web/answer-picture.ts';

/** A picture or another file that pages show, as far as who asks may read what shows it. */
export const GET = answerPicture;
