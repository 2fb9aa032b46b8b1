import { answerToken } from '#web/single-sign-on.ts';

export const POST = answerToken;
