import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { spoken } from './app/preferences.ts';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
spoken.apply();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
