using Actors.Contracts.Tools;

namespace Actors.Contracts;

/// <summary>Carries an <see cref="ActorError"/> across grain calls to the surface that words it for its protocol.</summary>
[GenerateSerializer, Alias("error.exception")]
public sealed class ActorException : Exception
{
    /// <summary>An exception for <paramref name="error"/>.</summary>
    public ActorException(ActorError error) : base(error.Message) => Error = error;

    /// <summary>An exception for an error made of its parts.</summary>
    public ActorException(string code, string message, params (string Name, string Value)[] details)
        : this(new ActorError { Code = code, Message = message, Details = details.ToDictionary(d => d.Name, d => d.Value) })
    {
    }

    /// <summary>What went wrong.</summary>
    [Id(0)] public ActorError Error { get; }

    /// <summary>There is no such thing for this caller.</summary>
    public static ActorException NotFound(string message) => new(ErrorCodes.NotFound, message);

    /// <summary>An argument is wrong; <paramref name="argument"/> names it by its JSON name.</summary>
    public static ActorException InvalidArgument(string argument, string message) =>
        new(ErrorCodes.InvalidArgument, message, ("argument", argument));

    /// <summary>The call needs something from its client first.</summary>
    public static ActorException InputRequired(InputRequired input) => new(new ActorError
    {
        Code = ErrorCodes.InputRequired,
        Message = "This needs an answer first. Repeat the call with the answers to what is asked.",
        Input = input,
    });
}
