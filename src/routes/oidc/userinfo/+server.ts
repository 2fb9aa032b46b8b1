import { answerUserInfo } from '#web/single-sign-on.ts';

export const GET = answerUserInfo;
export const POST = answerUserInfo;
