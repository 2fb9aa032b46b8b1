/** What Field gives to the control inside it: spread it on the input, textarea or select. */
export interface FieldAttributes {
	id: string;
	name: string;
	required: boolean;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
}
