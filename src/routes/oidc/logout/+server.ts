import { sayFarewell } from '#web/single-sign-on.ts';

export const GET = sayFarewell;
export const POST = sayFarewell;
