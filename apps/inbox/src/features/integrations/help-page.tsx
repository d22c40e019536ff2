import type { ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';
import { usePageTitle } from '../../lib/page-title.ts';
import { help } from './help-strings.ts';

/** What to prepare on TikTok's side before connecting. */
export function HelpPage() {
  usePageTitle(help.title);
  return (
    <div className="min-w-0 flex-1 overflow-y-auto">
      <article className="mx-auto max-w-3xl px-8 py-6 text-base max-md:px-4">
        <Link to="/integrations" className="inline-flex items-center gap-1.5 text-sm text-accent">
          <ArrowLeft size={14} aria-hidden />
          {help.back}
        </Link>
        <h1 className="mt-3 text-lg font-semibold">{help.title}</h1>
        <Part title={help.prepare}>
          <ol className="list-decimal space-y-1 pl-5">
            {help.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{help.fromEveryone}</p>
        </Part>
        <Part title={help.permissions}>
          <p>{help.permissionsText}</p>
          <ul className="list-disc space-y-1 pl-5">
            {help.wanted.map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
          </ul>
          <p>{help.elsewhere}</p>
        </Part>
        <Part title={help.regions}>
          <p>{help.regionsText}</p>
          <p>
            <a
              href={help.regionsUrl}
              target="_blank"
              rel="noreferrer"
              className="text-accent underline underline-offset-2"
            >
              {help.regionsLink}
            </a>
          </p>
        </Part>
      </article>
    </div>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mt-6 max-w-2xl space-y-2">
    <h2 className="font-semibold">{title}</h2>
    {children}
  </section>
);
