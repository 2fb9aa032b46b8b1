/** Doors by which mail servers and services tell what came back. */
export const doors = ['report', 'mailgun', 'ses'] as const;
export type DoorName = (typeof doors)[number];

export const isDoor = (name: string): name is DoorName => (doors as readonly string[]).includes(name);

/** The name of a topic of Amazon SNS: partition, region, account, topic. */
export const topicArn = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+){1,3}-\d):\d{12}:[A-Za-z0-9_-]{1,256}$/;
