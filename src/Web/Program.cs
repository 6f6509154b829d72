using Uramost.Web;
using Uramost.Web.Commands;

return await Verbs.Run(args, Console.In, Console.Out, Console.Error);
