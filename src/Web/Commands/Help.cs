namespace Uramost.Web.Commands;

/// <summary>Says what the program can do.</summary>
internal static class Help
{
    private const string Text = """
        Uramost: a platform for organisations that bring two communities back into contact.

          (no verb)            the web site on http://localhost:5080
          demo                 fill the workspace with the demonstration: five real programmes
          backup [--out FILE]  everything in one archive, without the master key
          restore FILE --key FILE [--yes] [--erasures FILE]
                               brings a backup back; --yes replaces a workspace that is not empty,
                               --erasures names a later backup from which erasures are taken
          export [--out FILE] [--identities]
                               everything in open formats with a codebook; --identities adds names,
                               contacts and files
          check                whether schema, audit trail, key, files, work and disk are in order
          check --restore FILE whether a backup can be restored; the present data stays as it is
          iati check FILE      whether an IATI file keeps to version 2.03: schema, lists of codes, ruleset;
                               --json for programs, --lang en|sq|sr-latn|sr-cyrl; ends with 1 where it does not
          exchange match FILE  whom to bring together of the companies in a file, and why; --json for programs
          convert --to latn    Serbian text from standard input into Latin script, line by line
          convert --to cyrl    the same into Cyrillic script
          user add             make an account: --email A --role R (--project P --organisation O --until DATE); prints a one-time link
          user list            all accounts with their roles
          user role            give an account one more role: --email A --role R (…)
          user disable         shut an account and end its sessions: --email A
          user enable          open it again: --email A
          user reset           remove the second step and the passkeys, end all sessions: --email A
          user link            a new one-time link to set the password: --email A
          keys rotate          a new master key; encrypts everything anew (stop all nodes first)
          keys reencrypt       finish a rotation that was interrupted
          import               a table (XLSX or CSV) into the workspace: --kind KIND --in FILE; columns are matched by their
                               headings, and nothing is saved while a row has an error; with --preview nothing is saved at
                               all. Kinds and where their rows go: organisations; activities --project P; companies --project P;
                               people --organisation O; attendance --activity ID; answers --question ID
          help                 this page

        Flags
          --data DIR           where the data and the master key lie (default ./uramost-data; or URAMOST_DATA)
          --database "..."     PostgreSQL connection string instead of SQLite (or URAMOST_DATABASE)
          --demo               fill an empty workspace with the demonstration
          --urls URL           address of the web site

        A verb that fails says why in one line and ends with a code other than 0.
        """;

    /// <summary>Prints the page.</summary>
    public static int Run(TextWriter output)
    {
        output.WriteLine(Text);
        return 0;
    }
}
