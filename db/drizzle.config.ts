import { defineConfig } from 'drizzle-kit'

/** For `npm run db:push` and `npm run db:studio`, which give the URL. Migrations are our own (`migration/`). */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema.ts',
  dbCredentials: { url: process.env.CUELINE_TOOLS_URL ?? '' },
  strict: true,
  verbose: true,
})
