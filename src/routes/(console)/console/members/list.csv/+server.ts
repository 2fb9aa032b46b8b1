import { answerMemberList } from '#web/member-list.ts';

export const GET = answerMemberList;
