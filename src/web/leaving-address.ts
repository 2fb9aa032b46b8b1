/** Where the address of something that is deleted leads, as the form says it; nothing: it says that it is gone. */
export const leadsTo = (values: Record<string, string>): { leadsTo?: string } =>
	values['then'] === 'lead' ? { leadsTo: values['leadsTo'] ?? '' } : {};
