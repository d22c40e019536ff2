import { type Command, exactly, parse } from '../command.ts';
import { print } from '../print.ts';
import { migrateAll } from '../schemas.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const migrate: Command = {
  name: 'migrate',
  summary: 'Make schemas and database roles and run the migrations of every service',
  usage: `duet migrate

Works on what \`duet up\` runs, or on:
  DATABASE_ADMIN_URL              postgres://… of a role that may create roles and schemas
  <SERVICE>_DATABASE_PASSWORD     password for each service's role, for example INGESTION_DATABASE_PASSWORD`,

  async run(args) {
    exactly(parse(args, {}).positionals);
    const target = await Target.find(process.env, DataFolder.default());
    const ran = await migrateAll(target.superuserUrl, (service) => target.workerPassword(service));
    print(ran === 0 ? 'Every schema was up to date.' : `${ran} migrations ran.`);
  },
};
