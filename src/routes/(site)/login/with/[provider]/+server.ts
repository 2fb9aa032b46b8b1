import { leaveFor } from '#web/provider-sign-in.ts';

export const GET = leaveFor;
