import { answerOpenNetwork } from '#web/answer-federation.ts';

export const GET = answerOpenNetwork;
