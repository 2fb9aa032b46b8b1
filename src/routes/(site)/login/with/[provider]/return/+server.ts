import { comeBackFrom, goOnWithForm } from '#web/provider-sign-in.ts';

export const GET = comeBackFrom;
export const POST = goOnWithForm;
